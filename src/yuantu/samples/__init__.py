"""What would a fuller inventory look like, if it existed?

Invented sites (示例) of any number, for demonstrations and load tests: `places` where they stand · `draws` which
numbers a seed gives · `markets` what is plausible · `sites` the rows · `inventory` the pack folder. Everything that
comes out of here is marked 示例 in its name, its source and its pack.
"""
