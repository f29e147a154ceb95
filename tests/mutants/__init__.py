"""`make mutants`: would the tests notice if a chart module were slightly wrong? See docs/mutants.md."""
