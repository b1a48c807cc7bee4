//! The control plane: asked for decisions over a Unix socket, and obeyed.

mod activity;
mod attachment;
mod grant_table;
mod python_control;
mod python_grants;
mod recent;
mod route_table;
mod tally;

pub use activity::{Activity, Present};
pub use attachment::{Attachment, Instruction, attach};
pub use python_control::PythonControl;

use std::path::Path;

use tonic::transport::{Channel, Endpoint};

use crate::contract::backend::data_plane_service_client::DataPlaneServiceClient;

/// Asks the control plane. A clone shares the connection.
pub type Client = DataPlaneServiceClient<Channel>;

/// A client of the control plane behind a Unix socket; connects when it is first asked, and again after a loss.
///
/// # Errors
/// The path cannot be part of an address.
pub fn client(socket: &Path) -> Result<Client, tonic::transport::Error> {
    let endpoint = Endpoint::from_shared(format!("unix://{}", socket.display()))?;
    Ok(DataPlaneServiceClient::new(endpoint.connect_lazy()).max_decoding_message_size(64 << 20))
}
