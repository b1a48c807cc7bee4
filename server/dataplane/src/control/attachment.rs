//! The stream of instructions, attached again when it breaks.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio::net::UnixStream;
use tokio::sync::mpsc;
use tonic::Streaming;

use super::Client;
use crate::contract::{self, backend};
use crate::settings::Settings;
use crate::supervision::essential;

pub use crate::contract::backend::attach_response::Instruction;

/// Pause before attaching again.
const PAUSE: Duration = Duration::from_millis(50);

/// Instructions not yet obeyed; more wait in the stream.
const UNREAD: usize = 64;

/// An attached data plane.
pub struct Attachment {
    /// How to serve.
    pub settings: Settings,
    /// Instructions in their order; ends when the Python server has ended.
    pub instructions: mpsc::Receiver<Instruction>,
}

/// Attach for the first time.
///
/// # Errors
/// The Python server does not answer, or says something else first.
pub async fn attach(
    client: Client,
    socket: PathBuf,
) -> Result<Attachment, Box<dyn std::error::Error>> {
    let (stream, settings) = open(client.clone()).await?;
    let (sender, instructions) = mpsc::channel(UNREAD);
    let keeper = Keeper {
        client,
        socket,
        sender,
    };
    essential(keeper.keep(stream));
    Ok(Attachment {
        settings: settings.into(),
        instructions,
    })
}

type Opened = (
    Streaming<backend::AttachResponse>,
    backend::DataPlaneSettings,
);

async fn open(mut client: Client) -> Result<Opened, tonic::Status> {
    let request = backend::AttachRequest {
        pid: std::process::id(),
        contract_digest: contract::DIGEST.to_owned(),
    };
    let mut stream = client.attach(request).await?.into_inner();
    match stream
        .message()
        .await?
        .and_then(|message| message.instruction)
    {
        Some(Instruction::Settings(settings)) => Ok((stream, settings)),
        _ => Err(tonic::Status::internal(
            "the first instruction is not the settings",
        )),
    }
}

struct Keeper {
    client: Client,
    socket: PathBuf,
    sender: mpsc::Sender<Instruction>,
}

impl Keeper {
    /// Pass instructions on until nobody listens on the socket any more: then the Python server has ended.
    async fn keep(self, mut stream: Streaming<backend::AttachResponse>) {
        loop {
            while let Ok(Some(message)) = stream.message().await {
                if let Some(instruction) = message.instruction
                    && self.sender.send(instruction).await.is_err()
                {
                    return;
                }
            }
            let Some((attached, settings)) = self.attach_again().await else {
                return;
            };
            stream = attached;
            for instruction in missed(&settings) {
                if self.sender.send(instruction).await.is_err() {
                    return;
                }
            }
        }
    }

    async fn attach_again(&self) -> Option<Opened> {
        loop {
            tokio::time::sleep(PAUSE).await;
            if let Ok(opened) = open(self.client.clone()).await {
                return Some(opened);
            }
            if let Err(error) = UnixStream::connect(&self.socket).await
                && matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
                )
            {
                return None;
            }
        }
    }
}

/// What may have been told while nobody was attached.
fn missed(settings: &backend::DataPlaneSettings) -> [Instruction; 2] {
    let routes = backend::ForgetRoutes {
        revision: settings.revision,
        models: Vec::new(),
    };
    let grants = backend::ForgetGrants {
        revision: settings.grants_revision,
    };
    [
        Instruction::ForgetRoutes(routes),
        Instruction::ForgetGrants(grants),
    ]
}
