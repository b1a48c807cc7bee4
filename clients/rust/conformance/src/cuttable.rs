//! A way to the server that can be cut: a relay whose connections end when it is dropped.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A relay to a server. Dropping it closes every connection through it.
#[derive(Debug)]
pub(crate) struct Cuttable {
    pub(crate) address: SocketAddr,
    relay: JoinHandle<()>,
}

impl Cuttable {
    pub(crate) async fn to(server: String) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        Ok(Self { address, relay: tokio::spawn(accept(listener, server)) })
    }
}

impl Drop for Cuttable {
    fn drop(&mut self) {
        self.relay.abort();
    }
}

async fn accept(listener: TcpListener, server: String) {
    let mut connections = JoinSet::new();
    while let Ok((mut client, _)) = listener.accept().await {
        let server = server.clone();
        connections.spawn(async move {
            let mut upstream = TcpStream::connect(server).await?;
            copy_bidirectional(&mut client, &mut upstream).await
        });
    }
}
