"""Which candidates satisfy a brief, how well, and why not the others?

`brief`, `sentences` what is asked · `catalogue` the candidates as columns · `knockouts` eliminate first · `scoring`
score second, on fixed bounds · `weights` how much a criterion counts · `stability` how sure the order is, and what
would change it · `shortlist` three lists with reasons · `relaxing` which one requirement to move · `supposing` what
another number would change · `declarations` a catalogue as data (`catalogues/*.yaml`) · `terms`, `questions` what a
brief states over its columns · `siting` the question “which site?” put in these terms · `costs` what a site costs a
year. The engine (all but brief, sentences, siting and costs) knows no domain word.
"""
