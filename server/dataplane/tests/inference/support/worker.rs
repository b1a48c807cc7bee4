//! A control plane of one version, and its worker: a task that speaks the worker protocol and echoes payloads.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use hokusai_dataplane::access::{Grant, GrantKey};
use hokusai_dataplane::contract::inference::ServedBy;
use hokusai_dataplane::contract::worker::{self, from_worker, to_worker};
use hokusai_dataplane::dispatch::QueueLimits;
use hokusai_dataplane::faults::Fault;
use hokusai_dataplane::inference::{InferenceService, InferenceSettings, StreamLimits};
use hokusai_dataplane::routing::{Control, Loss, Route, RouteKey, VersionId, WorkerAddress};
use hokusai_dataplane::telemetry::{BatchRecord, FinishedCall, Telemetry};
use prost::Message;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// What the worker does with a batch that has a payload of these bytes, or that begins with them.
const CRASH: &[u8] = b"crash";
const HANG: &[u8] = b"hang";
const RAISE: &[u8] = b"raise";
const BABBLE: &[u8] = b"babble";
const FLOOD: &[u8] = b"flood";

/// The version `m` 1.0.0 and its workers; the next one starts when the last one ended.
pub struct FakeControl {
    folder: PathBuf,
    started: AtomicUsize,
    refusal: Mutex<Option<Fault>>,
    panics: AtomicBool,
    grant: Mutex<Option<Result<Arc<Grant>, Fault>>>,
    /// Which grants were looked up.
    pub asked: Mutex<Vec<GrantKey>>,
    /// Of the places from this one on there is no worker yet.
    places: watch::Sender<usize>,
    /// Payloads of each batch, in order.
    pub batches: Mutex<Vec<Vec<Bytes>>>,
    /// How each worker was lost.
    pub losses: Mutex<Vec<Loss>>,
    /// A batch takes one permit before it is answered.
    pub permits: Semaphore,
}

impl FakeControl {
    fn new() -> Arc<Self> {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("hokusai-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Arc::new(Self {
            folder,
            started: AtomicUsize::new(0),
            refusal: Mutex::default(),
            panics: AtomicBool::new(false),
            grant: Mutex::default(),
            asked: Mutex::default(),
            places: watch::Sender::new(usize::MAX),
            batches: Mutex::default(),
            losses: Mutex::default(),
            permits: Semaphore::new(0),
        })
    }

    /// Answer every batch from now on.
    pub fn release(&self) {
        self.permits.add_permits(Semaphore::MAX_PERMITS / 2);
    }

    /// Say this of every caller from now on.
    pub fn say(&self, said: Result<Grant, Fault>) {
        *self.grant.lock().unwrap() = Some(said.map(Arc::new));
    }

    /// Have no worker, for this reason, or have one again.
    pub fn refuse(&self, refusal: Option<Fault>) {
        *self.refusal.lock().unwrap() = refusal;
    }

    /// How many workers were started until now.
    pub fn started(&self) -> usize {
        self.started.load(Ordering::Relaxed)
    }

    /// Have workers at so many places; whoever asks for more waits.
    pub fn have_places(&self, places: usize) {
        self.places.send_replace(places);
    }

    async fn has_place(&self, place: usize) {
        let mut places = self.places.subscribe();
        let _ = places.wait_for(|places| place < *places).await;
    }

    /// Panic when asked for a worker the next time.
    pub fn panic_once(&self) {
        self.panics.store(true, Ordering::Relaxed);
    }

    /// Returns once the worker got so many batches.
    pub async fn got_batches(&self, count: usize) -> Vec<Vec<Bytes>> {
        loop {
            let batches = self.batches.lock().unwrap().clone();
            if batches.len() >= count {
                return batches;
            }
            tokio::task::yield_now().await;
        }
    }

    fn start_worker(self: &Arc<Self>) -> WorkerAddress {
        let number = self.started.fetch_add(1, Ordering::Relaxed);
        let socket_path = self.folder.join(format!("{number}.sock"));
        let listener = UnixListener::bind(&socket_path).expect("a socket");
        let control = self.clone();
        tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    // Their end is what a dispatcher sees of a crash.
                    Some(_) = connections.join_next() => return,
                    accepted = listener.accept() => {
                        let (connection, _) = accepted.expect("a connection");
                        let control = control.clone();
                        connections.spawn(async move { control.serve(connection).await });
                    }
                }
            }
        });
        WorkerAddress {
            worker_id: number.to_string().into(),
            socket_path,
        }
    }

    async fn serve(&self, mut connection: UnixStream) -> Option<()> {
        loop {
            let (frame, body) = read(&mut connection).await?;
            match frame {
                to_worker::Frame::Hello(_) => {
                    let hello = worker::Hello {
                        protocol_version: 1,
                        ..Default::default()
                    };
                    write(&mut connection, from_worker::Frame::Hello(hello), &[]).await?;
                }
                to_worker::Frame::Predict(batch) => {
                    self.answer(&mut connection, batch, body).await?;
                }
                _ => return None,
            }
        }
    }

    async fn answer(
        &self,
        connection: &mut UnixStream,
        batch: worker::PredictBatch,
        mut body: Bytes,
    ) -> Option<()> {
        let alike = batch.alike.unwrap_or_default();
        let sizes = batch.requests.iter().map(|request| request.payload_size);
        let payloads: Vec<Bytes> = sizes
            .chain((0..alike.count).map(|_| alike.payload_size))
            .map(|size| body.split_to(usize::try_from(size).unwrap()))
            .collect();
        self.batches.lock().unwrap().push(payloads.clone());
        let with = |wanted: &[u8]| payloads.iter().any(|payload| payload.starts_with(wanted));
        if with(HANG) {
            std::future::pending::<()>().await;
        }
        self.permits.acquire().await.ok()?.forget();
        if with(CRASH) {
            return None;
        }
        if with(FLOOD) {
            connection.write_u32_le(2).await.ok()?;
            connection.write_u32_le(900 << 20).await.ok()?;
            std::future::pending::<()>().await;
        }
        if with(BABBLE) {
            return connection.write_all(&[255; 64]).await.ok();
        }
        let outcomes = (1..)
            .zip(&payloads)
            .map(|(id, payload)| outcome(id, payload));
        let outcome = worker::BatchOutcome {
            batch_id: batch.batch_id,
            outcomes: outcomes.collect(),
            ..Default::default()
        };
        let answered: Vec<Bytes> = payloads
            .into_iter()
            .filter(|payload| payload.as_ref() != RAISE)
            .collect();
        write(
            connection,
            from_worker::Frame::Outcome(outcome),
            &answered.concat(),
        )
        .await
    }
}

fn outcome(id: u64, payload: &Bytes) -> worker::RequestOutcome {
    let raised = (payload.as_ref() == RAISE).then(|| worker::Fault {
        reason: "MODEL_RAISED".into(),
        cause: "ValueError".into(),
        error_id: "e1".into(),
        ..Default::default()
    });
    worker::RequestOutcome {
        id,
        payload_size: if raised.is_some() {
            0
        } else {
            payload.len() as u64
        },
        row_count: u64::from(raised.is_none()),
        fault: raised,
    }
}

async fn read(connection: &mut UnixStream) -> Option<(to_worker::Frame, Bytes)> {
    let header = connection.read_u32_le().await.ok()?;
    let body = connection.read_u32_le().await.ok()?;
    let mut bytes = vec![0; (header + body) as usize];
    connection.read_exact(&mut bytes).await.ok()?;
    let mut bytes = Bytes::from(bytes);
    let header = bytes.split_to(header as usize);
    Some((worker::ToWorker::decode(header).ok()?.frame?, bytes))
}

async fn write(connection: &mut UnixStream, frame: from_worker::Frame, body: &[u8]) -> Option<()> {
    let header = worker::FromWorker { frame: Some(frame) }.encode_to_vec();
    connection
        .write_u32_le(u32::try_from(header.len()).unwrap())
        .await
        .ok()?;
    connection
        .write_u32_le(u32::try_from(body.len()).unwrap())
        .await
        .ok()?;
    connection.write_all(&header).await.ok()?;
    connection.write_all(body).await.ok()
}

/// What the service is given: the fake, shared.
struct Shared(Arc<FakeControl>);

impl Control for Shared {
    fn known_route(&self, _: &RouteKey) -> Option<Arc<Route>> {
        None
    }

    fn ask_route(
        &self,
        key: RouteKey,
        _traceparent: &str,
    ) -> BoxFuture<'static, Result<Arc<Route>, Fault>> {
        let served_by = ServedBy {
            model: key.model.clone(),
            version: "1.0.0".into(),
            ..Default::default()
        };
        let version = VersionId {
            model: key.model,
            number: "1.0.0".into(),
        };
        let route = Route {
            version: Arc::new(version),
            served_by: served_by.encode_to_vec().into(),
            signature: Bytes::from_static(b"signature"),
        };
        Box::pin(async move { Ok(Arc::new(route)) })
    }

    fn known_grant(&self, key: &GrantKey) -> Option<Result<Arc<Grant>, Fault>> {
        self.0.asked.lock().unwrap().push(key.clone());
        self.0.grant.lock().unwrap().clone()
    }

    fn ask_grant(&self, _: GrantKey) -> BoxFuture<'static, Result<Arc<Grant>, Fault>> {
        Box::pin(std::future::pending())
    }

    fn worker(
        &self,
        _: Arc<VersionId>,
        place: usize,
    ) -> BoxFuture<'static, Result<WorkerAddress, Fault>> {
        let control = self.0.clone();
        Box::pin(async move {
            control.has_place(place).await;
            assert!(
                !control.panics.swap(false, Ordering::Relaxed),
                "as the test wants"
            );
            match control.refusal.lock().unwrap().clone() {
                Some(fault) => Err(fault),
                None => Ok(control.start_worker()),
            }
        })
    }

    fn worker_lost(&self, _: WorkerAddress, loss: Loss) -> BoxFuture<'static, String> {
        self.0.losses.lock().unwrap().push(loss);
        Box::pin(async { "signal 9".into() })
    }
}

/// Telemetry that nobody reads.
struct Silent;

impl Telemetry for Silent {
    fn begin_trace(&self, _: &str) -> String {
        String::new()
    }
    fn call_started(&self, _: &'static str) {}
    fn call_finished(&self, _: FinishedCall) {}
    fn batch_answered(&self, _: &VersionId, _: &BatchRecord) {}
    fn request_refused(&self, _: &VersionId, _: &str) {}
}

/// A service with ample limits, and what stands behind it.
pub fn serving() -> (Arc<InferenceService>, Arc<FakeControl>) {
    serving_within(|_| {})
}

/// A service with other limits.
pub fn serving_within(
    change: impl FnOnce(&mut InferenceSettings),
) -> (Arc<InferenceService>, Arc<FakeControl>) {
    let control = FakeControl::new();
    let mut settings = InferenceSettings {
        calls: 100,
        message_bytes: 1 << 20,
        memory_bytes: 16 << 20,
        transfer_time: Duration::from_mins(1),
        queue: QueueLimits {
            batch_time: Duration::from_mins(1),
            ..Default::default()
        },
        streams: StreamLimits {
            open_streams: 4,
            default_window: 4,
            longest_window: 8,
            window_bytes: 1 << 20,
        },
        credentials_needed: false,
    };
    change(&mut settings);
    let service = InferenceService::new(
        Arc::new(Shared(control.clone())),
        Arc::new(Silent),
        settings,
    );
    (service, control)
}
