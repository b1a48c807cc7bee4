package main

import (
	"context"

	"google.golang.org/grpc"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/protobuf/proto"

	inferencev1 "hokusai.dev/go/gen/hokusai/inference/v1"
	registryv1 "hokusai.dev/go/gen/hokusai/registry/v1"
	systemv1 "hokusai.dev/go/gen/hokusai/system/v1"
	trackingv1 "hokusai.dev/go/gen/hokusai/tracking/v1"
	versionsv1 "hokusai.dev/go/gen/hokusai/versions/v1"
)

// method is one RPC through its generated stub.
type method struct {
	clientStreams, serverStreams bool

	newRequest func() proto.Message
	newReply   func() proto.Message
	// unary makes the call; nil for those with a streaming side.
	unary func(ctx context.Context, request proto.Message) (proto.Message, error)
	// open begins a call with a streaming side; the request is nil if the client streams.
	open func(ctx context.Context, request proto.Message) (grpc.ClientStream, error)
}

// message is a pointer to a generated struct.
type message[T any] interface {
	*T
	proto.Message
}

// methods are the RPCs of the contract, and of gRPC's health service, on one connection.
func methods(conn *grpc.ClientConn) map[string]method {
	health := healthv1.NewHealthClient(conn)
	inference := inferencev1.NewInferenceServiceClient(conn)
	traffic := inferencev1.NewTrafficServiceClient(conn)
	registry := registryv1.NewRegistryServiceClient(conn)
	system := systemv1.NewSystemServiceClient(conn)
	tracking := trackingv1.NewTrackingServiceClient(conn)
	version := versionsv1.NewVersionServiceClient(conn)
	return map[string]method{
		healthv1.Health_Check_FullMethodName: unary(health.Check),
		healthv1.Health_List_FullMethodName:  unary(health.List),
		healthv1.Health_Watch_FullMethodName: serverStream(health.Watch),

		inferencev1.InferenceService_Predict_FullMethodName:           unary(inference.Predict),
		inferencev1.InferenceService_StreamPredict_FullMethodName:     bidiStream(inference.StreamPredict),
		inferencev1.InferenceService_GetModelSignature_FullMethodName: unary(inference.GetModelSignature),
		inferencev1.InferenceService_LoadModel_FullMethodName:         unary(inference.LoadModel),
		inferencev1.InferenceService_UnloadModel_FullMethodName:       unary(inference.UnloadModel),
		inferencev1.InferenceService_ListLoadedModels_FullMethodName:  unary(inference.ListLoadedModels),

		inferencev1.TrafficService_GetTrafficPolicy_FullMethodName:  unary(traffic.GetTrafficPolicy),
		inferencev1.TrafficService_SetTrafficPolicy_FullMethodName:  unary(traffic.SetTrafficPolicy),
		inferencev1.TrafficService_EndTrafficPolicy_FullMethodName:  unary(traffic.EndTrafficPolicy),
		inferencev1.TrafficService_GetTrafficResults_FullMethodName: unary(traffic.GetTrafficResults),

		registryv1.RegistryService_CreateModel_FullMethodName:      unary(registry.CreateModel),
		registryv1.RegistryService_GetModel_FullMethodName:         unary(registry.GetModel),
		registryv1.RegistryService_ListModels_FullMethodName:       unary(registry.ListModels),
		registryv1.RegistryService_UpdateModel_FullMethodName:      unary(registry.UpdateModel),
		registryv1.RegistryService_ArchiveModel_FullMethodName:     unary(registry.ArchiveModel),
		registryv1.RegistryService_RestoreModel_FullMethodName:     unary(registry.RestoreModel),
		registryv1.RegistryService_StartUpload_FullMethodName:      unary(registry.StartUpload),
		registryv1.RegistryService_AppendUpload_FullMethodName:     clientStream(registry.AppendUpload),
		registryv1.RegistryService_QueryUpload_FullMethodName:      unary(registry.QueryUpload),
		registryv1.RegistryService_FinishUpload_FullMethodName:     unary(registry.FinishUpload),
		registryv1.RegistryService_DownloadBundle_FullMethodName:   serverStream(registry.DownloadBundle),
		registryv1.RegistryService_RegisterBaseline_FullMethodName: unary(registry.RegisterBaseline),
		registryv1.RegistryService_RegisterImproved_FullMethodName: unary(registry.RegisterImproved),
		registryv1.RegistryService_AdoptVersion_FullMethodName:     unary(registry.AdoptVersion),
		registryv1.RegistryService_GetLineage_FullMethodName:       unary(registry.GetLineage),

		systemv1.SystemService_GetSystemInfo_FullMethodName:    unary(system.GetSystemInfo),
		systemv1.SystemService_ListDependencies_FullMethodName: unary(system.ListDependencies),
		systemv1.SystemService_GetDependency_FullMethodName:    unary(system.GetDependency),
		systemv1.SystemService_ResetBreaker_FullMethodName:     unary(system.ResetBreaker),

		trackingv1.TrackingService_CreateExperiment_FullMethodName:       unary(tracking.CreateExperiment),
		trackingv1.TrackingService_GetExperiment_FullMethodName:          unary(tracking.GetExperiment),
		trackingv1.TrackingService_ListExperiments_FullMethodName:        unary(tracking.ListExperiments),
		trackingv1.TrackingService_CreateRun_FullMethodName:              unary(tracking.CreateRun),
		trackingv1.TrackingService_GetRun_FullMethodName:                 unary(tracking.GetRun),
		trackingv1.TrackingService_SearchRuns_FullMethodName:             unary(tracking.SearchRuns),
		trackingv1.TrackingService_UpdateRun_FullMethodName:              unary(tracking.UpdateRun),
		trackingv1.TrackingService_FinishRun_FullMethodName:              unary(tracking.FinishRun),
		trackingv1.TrackingService_LogBatch_FullMethodName:               unary(tracking.LogBatch),
		trackingv1.TrackingService_StreamMetrics_FullMethodName:          bidiStream(tracking.StreamMetrics),
		trackingv1.TrackingService_GetMetricHistory_FullMethodName:       unary(tracking.GetMetricHistory),
		trackingv1.TrackingService_LogArtifact_FullMethodName:            bidiStream(tracking.LogArtifact),
		trackingv1.TrackingService_ListArtifacts_FullMethodName:          unary(tracking.ListArtifacts),
		trackingv1.TrackingService_DownloadArtifact_FullMethodName:       serverStream(tracking.DownloadArtifact),
		trackingv1.TrackingService_TrackInference_FullMethodName:         unary(tracking.TrackInference),
		trackingv1.TrackingService_StreamInferenceEvents_FullMethodName:  bidiStream(tracking.StreamInferenceEvents),
		trackingv1.TrackingService_GetInferenceStatistics_FullMethodName: unary(tracking.GetInferenceStatistics),
		trackingv1.TrackingService_TrackImprovement_FullMethodName:       unary(tracking.TrackImprovement),
		trackingv1.TrackingService_CompareModels_FullMethodName:          unary(tracking.CompareModels),

		versionsv1.VersionService_GetVersion_FullMethodName:       unary(version.GetVersion),
		versionsv1.VersionService_ListVersions_FullMethodName:     unary(version.ListVersions),
		versionsv1.VersionService_GetLatestVersion_FullMethodName: unary(version.GetLatestVersion),
		versionsv1.VersionService_ResolveVersion_FullMethodName:   unary(version.ResolveVersion),
		versionsv1.VersionService_CompareVersions_FullMethodName:  unary(version.CompareVersions),
		versionsv1.VersionService_PromoteVersion_FullMethodName:   unary(version.PromoteVersion),
		versionsv1.VersionService_RollbackAlias_FullMethodName:    unary(version.RollbackAlias),
		versionsv1.VersionService_RemoveAlias_FullMethodName:      unary(version.RemoveAlias),
		versionsv1.VersionService_DeprecateVersion_FullMethodName: unary(version.DeprecateVersion),
		versionsv1.VersionService_DeleteVersion_FullMethodName:    unary(version.DeleteVersion),
		versionsv1.VersionService_RestoreVersion_FullMethodName:   unary(version.RestoreVersion),
		versionsv1.VersionService_ListHistory_FullMethodName:      unary(version.ListHistory),
		versionsv1.VersionService_WatchVersions_FullMethodName:    serverStream(version.WatchVersions),
		versionsv1.VersionService_GetModelContract_FullMethodName: unary(version.GetModelContract),
	}
}

func unary[Q, R any, P message[Q], A message[R]](stub func(context.Context, P, ...grpc.CallOption) (A, error)) method {
	found := shape[Q, R, P, A](false, false)
	found.unary = func(ctx context.Context, request proto.Message) (proto.Message, error) {
		return stub(ctx, request.(P))
	}
	return found
}

func serverStream[Q, R any, P message[Q], A message[R]](stub func(context.Context, P, ...grpc.CallOption) (grpc.ServerStreamingClient[R], error)) method {
	found := shape[Q, R, P, A](false, true)
	found.open = func(ctx context.Context, request proto.Message) (grpc.ClientStream, error) {
		return stub(ctx, request.(P))
	}
	return found
}

func clientStream[Q, R any, P message[Q], A message[R]](stub func(context.Context, ...grpc.CallOption) (grpc.ClientStreamingClient[Q, R], error)) method {
	found := shape[Q, R, P, A](true, false)
	found.open = func(ctx context.Context, _ proto.Message) (grpc.ClientStream, error) { return stub(ctx) }
	return found
}

func bidiStream[Q, R any, P message[Q], A message[R]](stub func(context.Context, ...grpc.CallOption) (grpc.BidiStreamingClient[Q, R], error)) method {
	found := shape[Q, R, P, A](true, true)
	found.open = func(ctx context.Context, _ proto.Message) (grpc.ClientStream, error) { return stub(ctx) }
	return found
}

func shape[Q, R any, P message[Q], A message[R]](clientStreams, serverStreams bool) method {
	return method{
		clientStreams: clientStreams,
		serverStreams: serverStreams,
		newRequest:    func() proto.Message { return P(new(Q)) },
		newReply:      func() proto.Message { return A(new(R)) },
	}
}
