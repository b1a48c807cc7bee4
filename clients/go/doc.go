// Package hokusai calls a Hokusai server: register, version, promote, predict with and track models over gRPC.
//
// It is a thin layer over the generated stubs, which are the fields of a [Client] and stay reachable. What it adds is
// what a stub alone leaves to its caller: a connection with sane keep-alive, TLS and a token ([Dial]), a deadline and
// a request id for every call that has none, retries of what is safe to repeat (service_config.json), failures as
// values ([Error]), payloads from Go values ([RowsOf], [Matrix]), and prediction streams that keep the window, the
// order and the place across a broken connection ([Client.PredictStream]).
package hokusai
