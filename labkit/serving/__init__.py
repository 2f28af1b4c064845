"""Answering requests: entry scripts for online endpoints, and the endpoint's own server on localhost."""
