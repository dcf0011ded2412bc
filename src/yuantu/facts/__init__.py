"""What is held to be true, since when, from which source, and who says otherwise?

`statements` what one statement is · `ledger` where they are kept · `snapshots` how readers get them ·
`views` what holds on a day · `conflicts` what disagrees.
"""
