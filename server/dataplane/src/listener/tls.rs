//! TLS of the public port.

use std::fmt;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::contract::backend::DataPlaneTls;

/// The only protocol spoken here.
pub const HTTP2: &[u8] = b"h2";

/// Certificate, key or authorities cannot be used.
#[derive(Debug)]
pub struct TlsError(String);

impl fmt::Display for TlsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TLS cannot be set up: {}", self.0)
    }
}

impl std::error::Error for TlsError {}

/// Accepts TLS connections that speak HTTP/2; with authorities, only from clients whose certificate they signed.
///
/// # Errors
/// The PEM holds no usable certificate, key or authority.
pub fn acceptor(pem: &DataPlaneTls) -> Result<TlsAcceptor, TlsError> {
    let chain = certificates(&pem.certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&pem.key).map_err(error)?;
    let builder = if pem.client_authorities.is_empty() {
        ServerConfig::builder().with_no_client_auth()
    } else {
        let mut roots = RootCertStore::empty();
        for authority in certificates(&pem.client_authorities)? {
            roots.add(authority).map_err(error)?;
        }
        let verifier = WebPkiClientVerifier::builder(Arc::new(roots));
        ServerConfig::builder().with_client_cert_verifier(verifier.build().map_err(error)?)
    };
    let mut config = builder.with_single_cert(chain, key).map_err(error)?;
    config.alpn_protocols = vec![HTTP2.to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .map_err(error)
}

fn error(cause: impl fmt::Display) -> TlsError {
    TlsError(cause.to_string())
}
