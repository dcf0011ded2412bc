"""The HTTP door: `app` makes it, `routes` answer, `errors` give every failure one shape. Words in, words out."""
