"""Objects of pyarrow, polars and pandas come back from `Cleaner.arrow` as objects of their own class.

A library is imported only if the data come from it, so it is there.
"""
