//! How to reach a server.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tonic::transport::{Certificate, ClientTlsConfig, Endpoint, Identity};

use crate::address::Address;

/// Largest answer that is taken unless the settings say otherwise, in bytes.
const DEFAULT_MAX_MESSAGE_BYTES: usize = 64 << 20;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How to reach a server. Start from [`Settings::from_env`] or [`Settings::default`] and change what differs.
#[derive(Clone)]
#[non_exhaustive]
pub struct Settings {
    /// `host`, `host:port` (port 50051 unless given) or `unix:/path`. Default: `localhost:50051`.
    pub address: String,
    /// Encryption. Default: none, plain text.
    pub tls: Option<Tls>,
    /// Sent as `authorization: Bearer …` with every call; only over TLS, a loopback address or a Unix socket.
    pub token: Option<String>,
    /// For each call of one answer that sets no deadline of its own, all attempts together. None: 30 s to 10 min, by what
    /// the RPC may have to wait for. Calls that stream have no deadline unless they set one.
    pub timeout: Option<Duration>,
    /// Largest answer that is taken, in bytes. Default: 64 MiB. What may be sent is for the server to limit.
    pub max_message_bytes: usize,
    /// Time between pings on a connection with running calls; at least 10 s. Default: 60 s.
    pub keep_alive: Duration,
    /// Whether RPCs that are safe to repeat are repeated as the contract's service config says. Default: true.
    pub retries: bool,
}

/// Encryption of the connection. All files are PEM.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Tls {
    /// The authorities to trust. None: those of the operating system.
    pub ca: Option<PathBuf>,
    /// This client's certificate chain and its private key, for servers that ask for one.
    pub identity: Option<(PathBuf, PathBuf)>,
    /// Name that the server's certificate must carry. None: the host of the address.
    pub domain: Option<String>,
}

impl Tls {
    /// Trust one authority instead of the operating system's.
    pub fn with_ca(ca: impl Into<PathBuf>) -> Self {
        Self { ca: Some(ca.into()), ..Self::default() }
    }
}

/// Settings that cannot work; the message names the setting and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError(String);

impl SettingsError {
    pub(crate) fn unprintable_token() -> Self {
        Self("token has characters that a header cannot carry".into())
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SettingsError {}

/// All but the token.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("address", &self.address).field("tls", &self.tls).finish_non_exhaustive()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: "localhost".to_owned(),
            tls: None,
            token: None,
            timeout: None,
            max_message_bytes: DEFAULT_MAX_MESSAGE_BYTES,
            keep_alive: Duration::from_secs(60),
            retries: true,
        }
    }
}

impl Settings {
    /// The defaults, with what `HOKUSAI_ADDRESS`, `HOKUSAI_TOKEN`, `HOKUSAI_TLS_CA`, `HOKUSAI_TLS_CLIENT_CERT` and
    /// `HOKUSAI_TLS_CLIENT_KEY` say.
    ///
    /// # Errors
    /// A client certificate is given without its key, or the other way round.
    pub fn from_env() -> Result<Self, SettingsError> {
        Self::from_variables(|name| env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let ca = variable("HOKUSAI_TLS_CA");
        let identity = match (variable("HOKUSAI_TLS_CLIENT_CERT"), variable("HOKUSAI_TLS_CLIENT_KEY")) {
            (Some(certificate), Some(key)) => Some((certificate.into(), key.into())),
            (None, None) => None,
            _ => {
                return Err(SettingsError("set HOKUSAI_TLS_CLIENT_CERT and HOKUSAI_TLS_CLIENT_KEY, or neither".into()));
            }
        };
        let encrypted = ca.is_some() || identity.is_some();
        let defaults = Self::default();
        Ok(Self {
            address: variable("HOKUSAI_ADDRESS").unwrap_or_else(|| defaults.address.clone()),
            tls: encrypted.then(|| Tls { ca: ca.map(PathBuf::from), identity, domain: None }),
            token: variable("HOKUSAI_TOKEN"),
            ..defaults
        })
    }

    /// The same settings with another address.
    #[must_use]
    pub fn with_address(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    /// The same settings, encrypted.
    #[must_use]
    pub fn with_tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// The same settings with a token.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The same settings with a deadline for calls that set none.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    pub(crate) fn endpoint(&self) -> Result<Endpoint, SettingsError> {
        let address = self.checked_address()?;
        let invalid = |error: tonic::transport::Error| {
            let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            SettingsError(format!("{} cannot be reached with these settings: {cause}", self.address))
        };
        let endpoint = Endpoint::from_shared(address.uri(self.tls.is_some()))
            .map_err(invalid)?
            .user_agent(concat!("hokusai-rust/", env!("CARGO_PKG_VERSION")))
            .map_err(invalid)?
            .connect_timeout(CONNECT_TIMEOUT)
            .tcp_nodelay(true)
            .http2_keep_alive_interval(self.keep_alive)
            .keep_alive_timeout(Duration::from_secs(20));
        match &self.tls {
            None => Ok(endpoint),
            Some(tls) => endpoint.tls_config(tls.config()?).map_err(invalid),
        }
    }

    fn checked_address(&self) -> Result<Address, SettingsError> {
        let refused = |what: String| Err(SettingsError(what));
        let Some(address) = Address::parse(&self.address) else {
            let text = &self.address;
            return refused(format!("address is {text:?}: write HOST:PORT without a scheme, or unix:/PATH"));
        };
        if self.token.is_some() && self.tls.is_none() && !address.is_local() {
            return refused(format!("a token would go to {} in plain text; set tls or HOKUSAI_TLS_CA", self.address));
        }
        if self.keep_alive < Duration::from_secs(10) {
            return refused(format!(
                "keep_alive is {:?}; servers refuse pings more often than every 10 s",
                self.keep_alive
            ));
        }
        Ok(address)
    }
}

impl Tls {
    fn config(&self) -> Result<ClientTlsConfig, SettingsError> {
        let mut config = match &self.ca {
            Some(ca) => ClientTlsConfig::new().ca_certificate(Certificate::from_pem(read(ca)?)),
            None => ClientTlsConfig::new().with_native_roots(),
        };
        if let Some((certificate, key)) = &self.identity {
            config = config.identity(Identity::from_pem(read(certificate)?, read(key)?));
        }
        if let Some(domain) = &self.domain {
            config = config.domain_name(domain);
        }
        Ok(config)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, SettingsError> {
    fs::read(path).map_err(|error| SettingsError(format!("TLS file {} cannot be read: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::{Settings, Tls};

    fn of_variables(given: &[(&str, &str)]) -> Result<Settings, String> {
        let find = |name: &str| given.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Settings::from_variables(find).map_err(|error| error.to_string())
    }

    #[test]
    fn variables_say_where_and_how() {
        let settings = of_variables(&[("HOKUSAI_ADDRESS", "models:1"), ("HOKUSAI_TLS_CA", "/ca.pem")]).unwrap();
        assert_eq!(settings.address, "models:1");
        assert_eq!(settings.tls.unwrap().ca.unwrap().to_str(), Some("/ca.pem"));
        assert!(of_variables(&[]).unwrap().tls.is_none());
    }

    #[test]
    fn a_certificate_needs_its_key() {
        let error = of_variables(&[("HOKUSAI_TLS_CLIENT_CERT", "/cert.pem")]).unwrap_err();
        assert!(error.contains("HOKUSAI_TLS_CLIENT_KEY"), "{error}");
    }

    #[test]
    fn a_token_never_goes_out_in_plain_text() {
        let settings = Settings::default().with_address("10.0.0.1").with_token("secret");
        let error = settings.endpoint().unwrap_err().to_string();
        assert!(error.contains("plain text") && !error.contains("secret"), "{error}");
        assert!(Settings::default().with_token("secret").endpoint().is_ok());
    }

    #[test]
    fn a_missing_file_is_named() {
        let settings = Settings::default().with_tls(Tls::with_ca("/nowhere/ca.pem"));
        assert!(settings.endpoint().unwrap_err().to_string().contains("/nowhere/ca.pem"));
    }
}
