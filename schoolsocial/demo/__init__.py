"""Everything on one machine: embedded servers, a stand-in for X, the pages, the worker."""
