"""What the sandbox does for each address, one file a noun."""
