"""The Python module of `buf/validate/validate.proto`, whose rules annotate the contract's fields.

Every generated module needs that file in protobuf's descriptor pool, no maintained package provides it, and a wheel
must not ship a top-level `buf` package, so it is generated here as `hokusai._vendored.validate_pb2`.
"""
