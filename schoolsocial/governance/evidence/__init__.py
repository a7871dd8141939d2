"""What a school shows an inspector or the ICO of a period, in one ZIP. No child is in it."""
