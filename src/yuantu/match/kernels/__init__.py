"""Which candidates are best for each of many demands, exactly, and fast enough for a province?

    demands = gather([Demand(tests, criteria), …])     # or Demands(…) from arrays, one row per demand
    best = find_best(catalogue, demands, 10)           # best.rows (M, 10), best.scores (M, 10)
    index = Index(catalogue)                           # kept by whoever asks the same catalogue again
    best = find_best(index, demands, 10)

`demands` what is asked, as arrays · `best` the one question, and which way answers it · `index` codes of a byte per
row, from which compiled code proposes rows · `listed` the rows of the three
lists of one demand · `binding` columns and demands as C sees them · `plain` the same answers
from numpy alone, block by block, through `match.knockouts` and `match.scoring`.

Best means: all tests say yes, highest middle of the band of scores (to twelve digits), then the earlier row. All
ways give the same rows and, to the bit where the processor rounds as IEEE 754 says, the same scores. The bound that
lets rows be left out is derived in `engines/native/filtering.c`. No word of any domain is known here.
"""
