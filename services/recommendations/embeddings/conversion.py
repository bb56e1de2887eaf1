"""The weights of the model in the form CTranslate2 reads, its products in whole numbers of eight bits."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs import common_spec, transformer_spec
from safetensors import SafetensorError
from safetensors.numpy import load_file

from services.recommendations.domain.encoder import Floats

HEADS = 12
VOCABULARY = "vocab.txt"


def convert(weights: Path, vocabulary: Path, folder: Path) -> None:
    """Write the model into an empty folder; it takes about a second. Raises OSError, ValueError or KeyError.

    `weights` is the safetensors file of a BERT of Devlin et al. (2019), `vocabulary` its pieces, one a line.
    """
    pieces = vocabulary.read_text(encoding="utf-8")
    try:
        arrays = load_file(weights)
    except SafetensorError as broken:
        raise ValueError(f"{weights.name} is not a safetensors file") from broken
    model = _model(arrays)
    model.register_vocabulary(pieces.splitlines())
    model.config.unk_token = "[UNK]"  # noqa: S105 - a piece of text, not a secret
    model.config.layer_norm_epsilon = 1e-12
    model.validate()
    model.optimize(quantization="int8")
    model.save(str(folder))
    (folder / VOCABULARY).write_text(pieces, encoding="utf-8")


def _model(weights: Mapping[str, Floats]) -> transformer_spec.TransformerEncoderModelSpec:
    layers = sum(name.endswith("attention.self.query.weight") for name in weights)
    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = weights["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = weights["embeddings.position_embeddings.weight"]
    _norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        _layer(layer, weights, f"encoder.layer.{number}")
    return transformer_spec.TransformerEncoderModelSpec(encoder)


def _layer(layer: transformer_spec.TransformerEncoderLayerSpec, weights: Mapping[str, Floats], name: str) -> None:
    projections = [
        _linear(common_spec.LinearSpec(), weights, f"{name}.attention.self.{each}")
        for each in ("query", "key", "value")
    ]
    fuse_linear(layer.self_attention.linear[0], projections)
    _linear(layer.self_attention.linear[1], weights, f"{name}.attention.output.dense")
    _norm(layer.self_attention.layer_norm, weights, f"{name}.attention.output.LayerNorm")
    _linear(layer.ffn.linear_0, weights, f"{name}.intermediate.dense")
    _linear(layer.ffn.linear_1, weights, f"{name}.output.dense")
    _norm(layer.ffn.layer_norm, weights, f"{name}.output.LayerNorm")


def _linear(spec: common_spec.LinearSpec, weights: Mapping[str, Floats], name: str) -> common_spec.LinearSpec:
    spec.weight, spec.bias = np.ascontiguousarray(weights[f"{name}.weight"]), weights[f"{name}.bias"]
    return spec


def _norm(spec: common_spec.LayerNormSpec, weights: Mapping[str, Floats], name: str) -> None:
    spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]
