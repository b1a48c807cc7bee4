"""Models, to and from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hokusai.registry.v1 import model_pb2, registry_service_pb2
from hokusai_server.domain.models import AliasTarget, ModelChange, ModelOrder, ModelQuery, ModelState, ModelSummary
from hokusai_server.domain.paging import Page
from hokusai_server.services.model_registry import ModelDraft
from hokusai_server.transport.instants import instant_to_proto
from hokusai_server.transport.page_tokens import next_page_token

_STATES: Final[Mapping[ModelState, model_pb2.ModelState.ValueType]] = {
    ModelState.ACTIVE: model_pb2.MODEL_STATE_ACTIVE,
    ModelState.ARCHIVED: model_pb2.MODEL_STATE_ARCHIVED,
}
_ORDERS: Final[Mapping[registry_service_pb2.ModelOrder.ValueType, ModelOrder]] = {
    registry_service_pb2.MODEL_ORDER_UNSPECIFIED: ModelOrder.NAME,
    registry_service_pb2.MODEL_ORDER_NAME: ModelOrder.NAME,
    registry_service_pb2.MODEL_ORDER_NAME_DESCENDING: ModelOrder.NAME_DESCENDING,
    registry_service_pb2.MODEL_ORDER_CREATE_TIME: ModelOrder.CREATE_TIME,
    registry_service_pb2.MODEL_ORDER_CREATE_TIME_DESCENDING: ModelOrder.CREATE_TIME_DESCENDING,
}


def model_draft_from_proto(request: registry_service_pb2.CreateModelRequest) -> ModelDraft:
    """A model to be created."""
    return ModelDraft(request.name, request.model_type, request.description, dict(request.tags))


def model_change_from_proto(request: registry_service_pb2.UpdateModelRequest) -> ModelChange:
    """What is to change; what the request leaves unset stays."""
    return ModelChange(
        model_type=request.model_type if request.HasField("model_type") else None,
        description=request.description if request.HasField("description") else None,
        set_tags=dict(request.set_tags),
        remove_tags=tuple(request.remove_tags),
    )


def model_query_from_proto(request: registry_service_pb2.ListModelsRequest) -> ModelQuery:
    """Which models, and in which order."""
    return ModelQuery(
        name_prefix=request.filter.name_prefix,
        model_type=request.filter.model_type,
        tags=dict(request.filter.tags),
        include_archived=request.filter.include_archived,
        order=_ORDERS[request.order],
    )


def model_to_proto(summary: ModelSummary) -> model_pb2.Model:
    """A model with what its versions come to."""
    model = summary.model
    return model_pb2.Model(
        name=model.name,
        model_type=model.model_type,
        description=model.description,
        tags=model.tags,
        state=_STATES[model.state],
        latest_version=str(summary.latest) if summary.latest else "",
        aliases=map(_alias, summary.aliases),
        version_count=summary.version_count,
        create_time=instant_to_proto(model.create_time),
        update_time=instant_to_proto(model.update_time),
        actor=model.actor,
        archive_time=instant_to_proto(model.archive_time) if model.archive_time else None,
        etag=model.etag,
    )


def models_to_proto(
    request: registry_service_pb2.ListModelsRequest, page: Page[ModelSummary]
) -> registry_service_pb2.ListModelsResponse:
    """A page of models."""
    return registry_service_pb2.ListModelsResponse(
        models=map(model_to_proto, page.items), next_page_token=next_page_token(request, page.next)
    )


def _alias(target: AliasTarget) -> model_pb2.ModelAlias:
    return model_pb2.ModelAlias(
        alias=target.alias, version=str(target.number), move_time=instant_to_proto(target.move_time)
    )
