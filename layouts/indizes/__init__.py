"""The page Indizes: standardised indices, their parts, and a composer."""
