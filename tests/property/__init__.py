"""What holds for any text and any gazetteer, and slow plain oracles for what is fast."""
