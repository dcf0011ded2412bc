"""What does one sentence, Chinese or English, ask of a site? `parsing` is the way in."""
