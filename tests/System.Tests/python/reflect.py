"""Asks reflection with stubs of its protocol: the services, and the file in which one is defined."""
from client import *
from google.protobuf import descriptor_pb2
from grpc.reflection.v1alpha import reflection_pb2 as reflection
from grpc.reflection.v1alpha import reflection_pb2_grpc


def ask(server, **question):
    return next(iter(server.ServerReflectionInfo(iter([reflection.ServerReflectionRequest(**question)]), timeout=20)))


for address in setting["addresses"]:
    with grpc.insecure_channel(address) as where:
        server = reflection_pb2_grpc.ServerReflectionStub(where)
        services = [s.name for s in ask(server, list_services="*").list_services_response.service]
        files = {}
        for service in services:
            answer = ask(server, file_containing_symbol=service).file_descriptor_response
            parsed = [descriptor_pb2.FileDescriptorProto.FromString(f) for f in answer.file_descriptor_proto]
            own = next(f for f in parsed if any(f"{f.package}.{s.name}" == service for s in f.service))
            missing = set().union(*(f.dependency for f in parsed)) - {f.name for f in parsed}
            files[service] = {"file": own.name, "missing": sorted(missing), "methods": [
                m.name for s in own.service if f"{own.package}.{s.name}" == service for m in s.method]}
        say(address=address, services=services, files=files)
