"""Which candidates satisfy a brief, how well, and why not the others?

`brief`, `sentence` what is asked · `catalogue` the candidates as columns · `knockouts` eliminate first · `scoring`
score second, on fixed bounds · `weights` how much a criterion counts · `stability` how sure the order is, and what
would change it · `shortlist` three lists with reasons · `siting` the question “which site?” put in these terms. The
engine (all but brief, sentence and siting) knows no domain word.
"""
