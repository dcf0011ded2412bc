"""Who is who: names taken apart and compared, candidate pairs found, merges kept as undoable judgements."""
