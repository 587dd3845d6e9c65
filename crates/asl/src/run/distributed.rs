//! Distributed Map states: reading items, child executions, writing results.

use std::sync::Arc;

use serde_json::{Value, json};

use super::frame::{Frame, FrameId, Work};
use super::group::{Inputs, Iterations, outputs};
use super::{After, Blame, Runner};
use crate::data::{self, NumberKind};
use crate::env::Scope;
use crate::failure::{Failure, Fault};
use crate::history::EventKind;
use crate::iterate::{self, Plan, Source, Tolerance};
use crate::machine::{Data, Language, Map, Reader, State};
use crate::reader;

impl<'m> Runner<'m> {
    pub(super) fn distribute(
        &mut self,
        id: FrameId,
        frame: &mut Frame<'m>,
        state: &'m State,
        map: &'m Map,
        plan: Plan,
        tolerance: Tolerance,
    ) -> After {
        let most = match self.most_items(frame, state, map, &plan.input) {
            Ok(most) => most,
            Err(fault) => return self.fault(frame, state, &fault),
        };
        let run: Arc<str> = Arc::from(self.map_run(state, map));
        self.emit(frame, || EventKind::MapRunStarted(Arc::clone(&run)));
        let items = match plan.source {
            Source::Items(items) => Ok(items),
            Source::Read(parameters) => match &map.reader {
                Some(reader) => self.read_items(reader, &parameters, most).map(Arc::new),
                None => Ok(Arc::default()),
            },
        };
        let items = match items {
            Ok(items) => items,
            Err(cause) => {
                return self.map_run_failed(
                    frame,
                    state,
                    Failure::service("States.ItemReaderFailed", cause),
                );
            }
        };
        match self.inputs(frame, state, map, &items, &plan.input) {
            Ok(inputs) => self.begin_iterations(
                id,
                frame,
                state,
                map,
                &plan.input,
                tolerance,
                plan.concurrency,
                inputs,
                run,
            ),
            Err(fault) => self.fault(frame, state, &fault),
        }
    }

    fn map_run_failed(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        failure: Failure,
    ) -> After {
        let reported = Box::new(failure.clone());
        self.emit(frame, || EventKind::MapRunFailed(reported));
        self.fail(frame, state, failure, Blame::Work)
    }

    fn map_run(&self, state: &State, map: &Map) -> String {
        let (region, account, machine) =
            (&self.options.region, &self.options.account, &self.options.machine);
        let label = map.label.as_deref().unwrap_or(&state.name);
        let run = self.random.borrow_mut().uuid();
        format!("arn:aws:states:{region}:{account}:mapRun:{machine}/{label}:{run}")
    }

    /// `MaxItems`; negative ones fail the map run, not the state.
    fn most_items(
        &self,
        frame: &Frame<'m>,
        state: &State,
        map: &Map,
        effective: &Data,
    ) -> Result<Option<f64>, Fault> {
        let Some(amount) = map.reader.as_ref().and_then(|reader| reader.max_items.as_ref()) else {
            return Ok(None);
        };
        self.with_env(frame, state, |env| {
            data::amount(amount, "MaxItems", NumberKind::Integer, effective, env)
        })
        .map(Some)
    }

    fn read_items(
        &self,
        reader: &Reader,
        parameters: &Value,
        most: Option<f64>,
    ) -> Result<Vec<Value>, String> {
        if most.is_some_and(|most| most < 0.0) {
            return Err("field MaxItems must be positive".to_owned());
        }
        let mut items = reader::read(reader, parameters, self.objects)?;
        if let Some(most) = most.filter(|most| *most > 0.0) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "positive; saturates"
            )]
            items.truncate(most as usize);
        }
        Ok(items)
    }

    /// What the child executions are given.
    fn inputs(
        &self,
        frame: &Frame<'m>,
        state: &State,
        map: &'m Map,
        items: &Arc<Vec<Value>>,
        effective: &Data,
    ) -> Result<Inputs, Fault> {
        if map.batcher.is_none() {
            return Ok(Inputs::Items(Arc::clone(items)));
        }
        self.with_env(frame, state, |env| {
            let selected = items.iter().enumerate().map(|(index, item)| {
                iterate::item_input(map, state.language, item, index, effective, env)
            });
            let selected = selected.collect::<Result<Vec<_>, _>>()?;
            iterate::batches(map, state.language, selected, effective, env).map(Inputs::Ready)
        })
    }

    /// All child executions have ended: the result, or where it was written.
    pub(super) fn gather(
        &mut self,
        frame: &mut Frame<'m>,
        state: &'m State,
        iterations: &Iterations<'m>,
        results: &[Option<Data>],
    ) -> After {
        let result = match self.written(frame, state, iterations) {
            Ok(Some(written)) => written,
            Ok(None) => transformed(iterations, outputs(results)),
            Err(fault) => {
                let failure = fault.in_state(&state.name, frame.entered);
                frame.work = Work::Broken(failure);
                return After::GoOn;
            }
        };
        let started = frame.last;
        self.emit(frame, || EventKind::MapRunSucceeded);
        if frame.journal == super::Journal::Execution {
            self.emit_after(frame.last, || EventKind::MapSucceeded);
        }
        // What comes after follows `MapRunSucceeded` in all recordings until the middle of 2024, and `MapRunStarted` in all
        // since November 2024. JSONata and variables came with that change: a machine that has them shows it.
        if self.is_late {
            frame.last = started;
        }
        frame.work = Work::Joined(Data::new(result));
        After::GoOn
    }

    /// What a `ResultWriter` leaves in place of the results.
    fn written(
        &self,
        frame: &Frame<'m>,
        state: &State,
        iterations: &Iterations<'m>,
    ) -> Result<Option<Value>, Fault> {
        let Some(writer) = &iterations.map.writer else { return Ok(None) };
        if writer.resource.is_none() {
            return Ok(None);
        }
        let parameters =
            self.with_env(frame, state, |env| match (&writer.parameters, state.language) {
                (None, _) => Ok(Data::new(json!({}))),
                (Some(template), Language::JsonPath) => {
                    data::fill(template, &iterations.effective, env)
                }
                (Some(template), Language::Jsonata) => data::evaluate(
                    template,
                    "ResultWriter/Arguments",
                    &Scope::new(&iterations.effective, env),
                ),
            })?;
        let run = iterations.run.rsplit(':').next().unwrap_or_default();
        let key = match parameters.get("Prefix").and_then(Value::as_str) {
            Some(prefix) => format!("{prefix}/{run}/manifest.json"),
            None => format!("{run}/manifest.json"),
        };
        Ok(Some(json!({
            "MapRunArn": &*iterations.run,
            "ResultWriterDetails": {"Bucket": parameters.get("Bucket").cloned().unwrap_or_default(), "Key": key},
        })))
    }
}

/// `WriterConfig.Transformation` without a place to write to: `FLATTEN` makes one list of lists.
fn transformed(iterations: &Iterations<'_>, results: Value) -> Value {
    let writer = iterations.map.writer.as_ref();
    match (writer.and_then(|writer| writer.transformation.as_deref()), results) {
        (Some("FLATTEN"), Value::Array(items)) => {
            let flat = items.into_iter().flat_map(|item| match item {
                Value::Array(items) => items,
                other => vec![other],
            });
            Value::Array(flat.collect())
        }
        (_, results) => results,
    }
}
