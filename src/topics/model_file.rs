//! A model as a file in the safetensors format, which has readers in many languages.
//!
//! The arrays are `document_frequency`, `axes`, `scales`, `centers`, `words` and `topics` (natural logarithms of p(term
//! | topic) and p(topic)), `known` and `boilerplate`; everything else is a JSON text in the metadata, under `standpoint`,
//! with the SHA-256 of the arrays and of the JSON.

use super::described::DescribedTopic;
use super::mixture::Mixture;
use super::model::TopicModel;
use super::weigh::Weighting;
use crate::tsv::{Hint, Located};
use ndarray::Array2;
use safetensors::SafeTensorError;
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Version of the format; other versions are refused.
const FORMAT: u32 = 2;
/// The program, with its version.
const MADE_BY: &str = concat!("standpoint ", env!("CARGO_PKG_VERSION"));
/// The metadata's only key.
const KEY: &str = "standpoint";

/// Why a file is no model, with its path.
pub type ModelError = Located<ModelFault>;

/// Why a file is no model.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelFault {
    /// Not what a model looks like.
    #[error("not a topic model, or cut short ({detail})")]
    Broken {
        /// What is wrong.
        detail: String,
    },
    /// Of another version.
    #[error("the model has format {found}, this version reads {FORMAT}")]
    Format {
        /// Its format.
        found: u64,
    },
    /// Its boilerplate was found by another version, which may tell paragraphs apart in another way.
    #[error("the model was made by {found}, and this is {MADE_BY}")]
    Version {
        /// By which.
        found: String,
    },
}

impl Hint for ModelFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Broken { .. } => "save it again with 'standpoint topics --save'",
            Self::Format { .. } | Self::Version { .. } => "fit it again with 'standpoint topics --save'",
        };
        Some(hint.to_owned())
    }
}

/// What is no array.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    format: u32,
    made_by: String,
    seed: u64,
    documents: u32,
    every_term: bool,
    least_nearness: f32,
    topics: Vec<DescribedTopic>,
    stems: Vec<Box<str>>,
    common: Vec<Box<str>>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    language: String,
    sha256: String,
}

impl TopicModel {
    /// The model as the bytes of a file: equal models give equal bytes.
    ///
    /// # Errors
    /// An array is too long for the format.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SafeTensorError> {
        let (dimensions, k) = (self.scales.len(), self.k());
        let floats =
            |values: &mut dyn Iterator<Item = f32>| values.flat_map(f32::to_le_bytes).collect::<Vec<u8>>();
        let frequency: Vec<u8> = self.weighting.frequency.iter().flat_map(|df| df.to_le_bytes()).collect();
        let known: Vec<u8> = self.known.iter().flat_map(|known| known.to_le_bytes()).collect();
        let boilerplate: Vec<u8> =
            self.boilerplate.iter().flat_map(|(a, b)| [a.to_le_bytes(), b.to_le_bytes()]).flatten().collect();
        let arrays = [
            ("axes", Dtype::F32, vec![self.stems.len(), dimensions], floats(&mut self.axes.iter().copied())),
            ("boilerplate", Dtype::U64, vec![self.boilerplate.len(), 2], boilerplate),
            ("centers", Dtype::F32, vec![k, dimensions], floats(&mut self.centers.iter().copied())),
            ("document_frequency", Dtype::U32, vec![self.stems.len()], frequency),
            ("known", Dtype::U64, vec![self.known.len()], known),
            ("scales", Dtype::F32, vec![dimensions], floats(&mut self.scales.iter().copied())),
            ("topics", Dtype::F32, vec![k], floats(&mut self.mixture.weights.iter().copied())),
            ("words", Dtype::F32, vec![self.stems.len(), k], floats(&mut self.mixture.words.iter().copied())),
        ];
        let mut about = About {
            format: FORMAT,
            made_by: MADE_BY.to_owned(),
            seed: self.seed,
            documents: self.weighting.documents,
            every_term: self.weighting.every_term,
            least_nearness: self.least_nearness,
            topics: self.topics.clone(),
            stems: self.stems.clone(),
            common: self.common.clone(),
            language: self.language.clone(),
            sha256: String::new(),
        };
        about.sha256 = checksum(&about, arrays.iter().map(|(.., bytes)| bytes.as_slice()));
        let views: Result<Vec<(&str, TensorView<'_>)>, SafeTensorError> = arrays
            .iter()
            .map(|(name, kind, shape, bytes)| Ok((*name, TensorView::new(*kind, shape.clone(), bytes)?)))
            .collect();
        serialize(views?, Some(HashMap::from([(KEY.to_owned(), json(&about))])))
    }

    /// Reads a model. `path` is for messages.
    ///
    /// # Errors
    /// The bytes are not a model, are of another format, or are incomplete.
    pub fn from_bytes(path: &str, bytes: &[u8]) -> Result<Self, ModelError> {
        let broken = |detail: String| ModelError::file(path, ModelFault::Broken { detail });
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| broken(error.to_string()))?;
        let text = metadata.metadata().as_ref().and_then(|all| all.get(KEY));
        let text = text.ok_or_else(|| broken("it says nothing of standpoint".to_owned()))?;
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
        let found = value.get("format").and_then(serde_json::Value::as_u64).unwrap_or(0);
        if found != u64::from(FORMAT) {
            return Err(ModelError::file(path, ModelFault::Format { found }));
        }
        let mut about: About = serde_json::from_value(value).map_err(|error| broken(error.to_string()))?;
        let arrays = SafeTensors::deserialize(bytes).map_err(|error| broken(error.to_string()))?;
        let array = |name: &str, kind: Dtype, shape: &[usize]| {
            let view = arrays.tensor(name).map_err(|error| broken(error.to_string()))?;
            if view.dtype() != kind || view.shape() != shape {
                return Err(broken(format!(
                    "the array {name} has shape {:?} where {shape:?} is due",
                    view.shape()
                )));
            }
            Ok(view.data().to_vec())
        };
        let length = |name: &str| {
            let view = arrays.tensor(name).map_err(|error| broken(error.to_string()))?;
            Ok::<usize, ModelError>(view.shape().first().copied().unwrap_or(0))
        };
        let (terms, k, dimensions) = (about.stems.len(), about.topics.len(), length("scales")?);
        let axes = array("axes", Dtype::F32, &[terms, dimensions])?;
        let centers = array("centers", Dtype::F32, &[k, dimensions])?;
        let frequency = array("document_frequency", Dtype::U32, &[terms])?;
        let known = array("known", Dtype::U64, &[length("known")?])?;
        let boilerplate = array("boilerplate", Dtype::U64, &[length("boilerplate")?, 2])?;
        let scales = array("scales", Dtype::F32, &[dimensions])?;
        let topics = array("topics", Dtype::F32, &[k])?;
        let words = array("words", Dtype::F32, &[terms, k])?;
        let said = std::mem::take(&mut about.sha256);
        let all = [&axes, &boilerplate, &centers, &frequency, &known, &scales, &topics, &words];
        if checksum(&about, all.into_iter().map(Vec::as_slice)) != said {
            return Err(broken("its checksum is another".to_owned()));
        }
        let counted = numbers(&frequency).iter().all(|df| (1..=about.documents).contains(df));
        let finite = [&axes, &centers, &scales, &topics, &words]
            .into_iter()
            .all(|bytes| floats(bytes).iter().all(|number| number.is_finite()));
        let sound = about.least_nearness.is_finite() && about.topics.iter().all(DescribedTopic::is_sound);
        if k == 0 || !counted || !finite || !sound {
            return Err(broken("its numbers are not those of a model".to_owned()));
        }
        if !boilerplate.is_empty() && about.made_by != MADE_BY {
            return Err(ModelError::file(path, ModelFault::Version { found: about.made_by }));
        }
        let table = |bytes: &[u8], rows: usize| {
            Array2::from_shape_vec((rows, dimensions), floats(bytes))
                .map_err(|error| broken(error.to_string()))
        };
        Ok(Self {
            axes: table(&axes, terms)?,
            centers: table(&centers, k)?,
            weighting: Weighting::new(about.documents, about.every_term, numbers(&frequency)),
            known: hashes(&known),
            boilerplate: hashes(&boilerplate)
                .chunks_exact(2)
                .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
                .collect(),
            scales: floats(&scales),
            mixture: Mixture { k, words: floats(&words), weights: floats(&topics) },
            topics: about.topics,
            stems: about.stems,
            common: about.common,
            least_nearness: about.least_nearness,
            seed: about.seed,
            language: about.language,
        })
    }
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).filter_map(|b| b.try_into().ok().map(f32::from_le_bytes)).collect()
}

fn hashes(bytes: &[u8]) -> Vec<u64> {
    bytes.chunks_exact(8).filter_map(|b| b.try_into().ok().map(u64::from_le_bytes)).collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|b| b.try_into().ok().map(u32::from_le_bytes)).collect()
}

/// Strings, numbers and lists always serialise.
fn json(about: &About) -> String {
    serde_json::to_string(about).unwrap_or_default()
}

/// SHA-256 of the arrays, one after the other, and of everything else but itself.
fn checksum<'b>(about: &About, arrays: impl Iterator<Item = &'b [u8]>) -> String {
    let mut hash = Sha256::new();
    hash.update(json(about));
    arrays.for_each(|bytes| hash.update(bytes));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
