"""What do the documents say, before anyone has accepted it?

`packs` reads a folder: `manifests` its promises, `sources` where facts come from, `grids` the cells of a file
(`decoding`, `yamlfiles`), `headings` and `tables` typed claims with every problem. Very long tables go through
`bulk`: `staging` regular rows, `plainness` and `tiers` typed columns, `reports` problems by the million. `claims` is
what comes out.
"""
