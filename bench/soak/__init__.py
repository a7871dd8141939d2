"""Many posts while everything goes wrong: does each stand on X once, or wait for a person?"""
