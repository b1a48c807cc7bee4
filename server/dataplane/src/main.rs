//! The process that owns the public port: `hokusai-dataplane CONTROL_SOCKET`, with the listening socket as standard input.
//! `hokusai-dataplane --contract` prints which release's messages it speaks.

use std::error::Error;
use std::io;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use hokusai_dataplane::control::{
    Activity, Attachment, Client, Instruction, Present, PythonControl,
};
use hokusai_dataplane::inference::InferenceService;
use hokusai_dataplane::listener::Door;
use hokusai_dataplane::routing::VersionId;
use hokusai_dataplane::settings::duration;
use hokusai_dataplane::supervision::essential;
use hokusai_dataplane::{contract, control, inference};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};

/// For streams to tell their callers that they end, once the time of grace is over.
const LAST_WORD: Duration = Duration::from_secs(1);

/// Threads that unpack large messages, so that nobody waits for them but their callers.
const UNPACKERS: usize = 2;

fn main() -> ExitCode {
    // One thread: two cores are better used by the workers, which do the work.
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(UNPACKERS)
        .build();
    match runtime
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(run()))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hokusai-dataplane: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let socket: PathBuf = std::env::args_os()
        .nth(1)
        .ok_or("say where the server listens: hokusai-dataplane CONTROL_SOCKET")?
        .into();
    if socket.as_os_str() == "--contract" {
        println!("{}", contract::DIGEST);
        return Ok(());
    }
    // A signal to the whole process group is for the server, which then says what to do.
    let _terminate = signal(SignalKind::terminate())?;
    let _interrupt = signal(SignalKind::interrupt())?;
    let listener = inherited_listener()?;
    let client = control::client(&socket)?;
    let attachment = control::attach(client.clone(), socket).await?;
    let plane = Plane::new(client, &attachment)?;
    plane.run(listener, attachment.instructions).await;
    Ok(())
}

/// The listening socket that the server handed over as standard input.
fn inherited_listener() -> io::Result<TcpListener> {
    let listener: std::net::TcpListener = io::stdin().as_fd().try_clone_to_owned()?.into();
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// Everything that runs.
struct Plane {
    client: Client,
    control: PythonControl,
    activity: Arc<Activity>,
    inference: Arc<InferenceService>,
    door: Arc<Door>,
}

impl Plane {
    fn new(client: Client, attachment: &Attachment) -> Result<Self, Box<dyn Error>> {
        let settings = &attachment.settings;
        let control = PythonControl::new(client.clone());
        control.forget_routes(&[], settings.revision);
        control.forget_grants(settings.grants_revision);
        let activity = Activity::new(settings.reporting.clone());
        let inference = InferenceService::new(
            Arc::new(control.clone()),
            activity.clone(),
            inference::InferenceSettings::from(settings),
        );
        let door = Arc::new(Door::new(settings, Arc::clone(&inference))?);
        Ok(Self {
            client,
            control,
            activity,
            inference,
            door,
        })
    }

    /// Serve until told to drain, or until the server is gone, and its workers with it.
    async fn run(self, listener: TcpListener, mut instructions: mpsc::Receiver<Instruction>) {
        let (drain, draining) = watch::channel(false);
        let (door, inference) = (Arc::clone(&self.door), Arc::clone(&self.inference));
        let present = move || Present {
            connections: door.connections(),
            busy: inference.busy(),
        };
        essential(Arc::clone(&self.activity).report(self.client.clone(), present));
        let serving = essential(Arc::clone(&self.door).serve(listener, draining));
        while let Some(instruction) = instructions.recv().await {
            if let Some(grace) = self.obey(instruction) {
                self.inference.drain();
                // Nobody listens where everything has ended already.
                let _ = drain.send(true);
                self.end(serving, grace).await;
                return;
            }
        }
    }

    /// Obey; returns the time of grace if it is over.
    fn obey(&self, instruction: Instruction) -> Option<Duration> {
        match instruction {
            Instruction::ForgetRoutes(forget) => {
                self.control.forget_routes(&forget.models, forget.revision);
            }
            Instruction::ForgetGrants(forget) => self.control.forget_grants(forget.revision),
            Instruction::LetGo(leaving) => {
                let version = VersionId {
                    model: leaving.model,
                    number: leaving.number,
                };
                tokio::spawn(let_go(
                    Arc::clone(&self.inference),
                    self.client.clone(),
                    version,
                    leaving.worker_id,
                ));
            }
            Instruction::ReportNow(report) => self.activity.report_now(report.ticket),
            Instruction::Drain(drain) => return Some(duration(drain.grace)),
            Instruction::Settings(_) => {}
        }
        None
    }

    /// Let what runs come to its end, for as long as it may.
    async fn end(self, mut serving: tokio::task::JoinHandle<()>, grace: Duration) {
        if tokio::time::timeout(grace, &mut serving).await.is_err() {
            self.inference.stop_streams();
            let _ = tokio::time::timeout(LAST_WORD, serving).await;
        }
        self.activity.report_last(self.client).await;
    }
}

/// Send nothing more to a worker, and say so.
async fn let_go(
    inference: Arc<InferenceService>,
    mut client: Client,
    version: VersionId,
    worker_id: String,
) {
    inference.let_go(&version, &worker_id).await;
    let confirmed = hokusai_dataplane::contract::backend::ConfirmLetGoRequest { worker_id };
    // If the server is gone, so is the worker.
    let _ = client.confirm_let_go(confirmed).await;
}
