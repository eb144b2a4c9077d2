"""Tells the health of a service as it changes, until the process is ended."""
import time

from client import *
from grpc.health.v1 import health_pb2 as health
from grpc.health.v1 import health_pb2_grpc

stub = health_pb2_grpc.HealthStub(channel)
while True:
    try:
        for answer in stub.Watch(health.HealthCheckRequest(service=setting["service"])):
            say(status=health.HealthCheckResponse.ServingStatus.Name(answer.status))
    except grpc.RpcError as error:
        say(status=error.code().name)
        time.sleep(0.2)
