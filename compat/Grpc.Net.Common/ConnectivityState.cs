namespace Grpc.Core;

/// <summary>Says how far a channel is from carrying calls.</summary>
public enum ConnectivityState
{
    /// <summary>It has no connection and looks for none until a call comes.</summary>
    Idle,

    /// <summary>It is connecting.</summary>
    Connecting,

    /// <summary>It is connected.</summary>
    Ready,

    /// <summary>It lost its connection and expects to get another one.</summary>
    TransientFailure,

    /// <summary>It was shut down and carries no more calls.</summary>
    Shutdown,
}
