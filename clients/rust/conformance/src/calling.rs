//! Makes calls through the generated stubs; what goes in and comes out is bytes.

use std::time::Duration;

use hokusai_client::{Client, Settings, SettingsError};
use prost::Message;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_stream::wrappers::UnboundedReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tonic::metadata::MetadataMap;
use tonic::{Request, Status, Streaming};

use crate::rpcs;

/// A connection of its own, without retries and without a limit on answers: what the server said is what is compared.
pub(crate) fn client_to(address: &str) -> Result<Client, SettingsError> {
    let mut settings = Settings::default().with_address(address);
    settings.retries = false;
    settings.max_message_bytes = usize::MAX;
    Client::new(&settings)
}

/// What a call takes beside its messages.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) metadata: MetadataMap,
    pub(crate) deadline: Duration,
}

/// A call while it lasts. Dropping it cancels it.
#[derive(Debug)]
pub(crate) struct Running {
    requests: Option<mpsc::UnboundedSender<Vec<u8>>>,
    replies: mpsc::Receiver<Vec<u8>>,
    outcome: JoinHandle<Result<(), Status>>,
}

impl Running {
    pub(crate) fn begin(client: Client, path: String, options: Options) -> Self {
        let (requests, incoming) = mpsc::unbounded_channel();
        let (outgoing, replies) = mpsc::channel(1);
        let exchange = Exchange { requests: incoming, replies: outgoing, options };
        let outcome = tokio::spawn(async move { rpcs::call(&client, &path, exchange).await });
        Self { requests: Some(requests), replies, outcome }
    }

    /// Send one message; never waits. On a call that is over it does nothing, as its end is yet to be compared.
    pub(crate) fn send(&mut self, message: Vec<u8>) {
        if let Some(requests) = &self.requests {
            let _ = requests.send(message);
        }
    }

    /// End the sending side.
    pub(crate) fn half_close(&mut self) {
        self.requests = None;
    }

    /// The next message; None at the end.
    pub(crate) async fn receive(&mut self) -> Option<Vec<u8>> {
        self.replies.recv().await
    }

    /// The status, once there is no message any more.
    pub(crate) async fn status(&mut self) -> Status {
        match (&mut self.outcome).await {
            Ok(Ok(())) => Status::ok(""),
            Ok(Err(status)) => status,
            Err(fault) => Status::unknown(format!("the driver itself failed: {fault}")),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.outcome.abort();
    }
}

/// Both directions of one call, as bytes, for the typed stub between them.
#[derive(Debug)]
pub(crate) struct Exchange {
    requests: mpsc::UnboundedReceiver<Vec<u8>>,
    replies: mpsc::Sender<Vec<u8>>,
    options: Options,
}

impl Exchange {
    /// The one request of a call that the client does not stream.
    pub(crate) async fn one<M: Message + Default>(&mut self) -> Result<Request<M>, Status> {
        let bytes = self.requests.recv().await.ok_or_else(|| Status::unknown("the driver sent no request"))?;
        Ok(self.with_options(read(&bytes)))
    }

    /// The requests of a call that the client streams.
    pub(crate) fn many<M: Message + Default>(&mut self) -> Request<impl Stream<Item = M> + Send + use<M>> {
        let (_, none) = mpsc::unbounded_channel();
        let requests = std::mem::replace(&mut self.requests, none);
        self.with_options(UnboundedReceiverStream::new(requests).map(|bytes| read(&bytes)))
    }

    /// Hand on the one reply.
    pub(crate) async fn reply<M: Message>(&self, message: M) -> Result<(), Status> {
        self.replies.send(message.encode_to_vec()).await.map_err(|_| Status::cancelled("given up"))
    }

    /// Hand on all replies.
    pub(crate) async fn replies<M: Message + 'static>(&self, mut messages: Streaming<M>) -> Result<(), Status> {
        while let Some(message) = messages.message().await? {
            self.reply(message).await?;
        }
        Ok(())
    }

    fn with_options<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        *request.metadata_mut() = self.options.metadata.clone();
        request.set_timeout(self.options.deadline);
        request
    }
}

fn read<M: Message + Default>(bytes: &[u8]) -> M {
    M::decode(bytes).expect("descriptors and generated code are of one contract")
}
