"""Answers found in a document: which writing stands for which field, and how sure that is."""
