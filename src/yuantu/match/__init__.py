"""Which candidates satisfy a brief, how well, and why not the others?

`brief`, `sentence` what is asked · `catalogue` the candidates as columns · `knockouts` eliminate first ·
`scoring` score second, on fixed bounds · `shortlist` three lists with reasons · `siting` the question
“which site?” put in these terms. The engine (catalogue, knockouts, scoring, shortlist) knows no domain word.
"""
