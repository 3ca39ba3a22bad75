"""Executors: how the reading of many reports is spread. The record does not depend on it."""
