"""Papers and tables that leave the house: tagged PDF, CSV and spreadsheets. Knows no app."""
