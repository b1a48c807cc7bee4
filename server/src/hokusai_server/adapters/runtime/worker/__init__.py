"""The process that holds one model version: it decodes, validates, predicts and encodes. Imports no grpc."""
