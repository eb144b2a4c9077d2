namespace Grpc.Core;

/// <summary>How a channel secures its connection.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No security: plain HTTP/2.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS that trusts what the machine trusts.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    /// <summary>Whether call credentials may go with these.</summary>
    internal virtual bool IsComposable => false;

    /// <summary>Adds credentials that go with every call of the channel.</summary>
    /// <exception cref="ArgumentException">The channel would send them in the clear.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new Composite(channelCredentials, callCredentials);

    /// <summary>Tells <paramref name="configurator"/> what these credentials consist of; called by channels.</summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);

    private sealed class InsecureCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetInsecureCredentials(state);
    }

    private sealed class Composite : ChannelCredentials
    {
        private readonly ChannelCredentials _channel;
        private readonly CallCredentials _call;

        public Composite(ChannelCredentials channelCredentials, CallCredentials callCredentials)
        {
            ArgumentNullException.ThrowIfNull(channelCredentials);
            ArgumentNullException.ThrowIfNull(callCredentials);
            if (!channelCredentials.IsComposable)
                throw new ArgumentException(
                    $"Call credentials go with a secure channel only, not with {channelCredentials.GetType().Name}.",
                    nameof(channelCredentials));
            _channel = channelCredentials;
            _call = callCredentials;
        }

        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, _channel, _call);
    }
}

/// <summary>Learns what channel credentials consist of; implemented by channels.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>They are no security.</summary>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>They are TLS.</summary>
    public abstract void SetSslCredentials(
        object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    /// <summary>They join credentials of the channel with credentials of its calls.</summary>
    public abstract void SetCompositeCredentials(
        object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}

/// <summary>TLS.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    private readonly VerifyPeerCallback? _verifyPeerCallback;

    /// <summary>Trusts what the machine trusts.</summary>
    public SslCredentials()
        : this(null)
    {
    }

    /// <summary>Trusts the given roots, in PEM.</summary>
    public SslCredentials(string? rootCertificates)
        : this(rootCertificates, null)
    {
    }

    /// <summary>Trusts the given roots and presents a certificate.</summary>
    public SslCredentials(string? rootCertificates, KeyCertificatePair? keyCertificatePair)
        : this(rootCertificates, keyCertificatePair, null)
    {
    }

    /// <summary>Trusts the given roots, presents a certificate and lets a function have the last word on the server.</summary>
    public SslCredentials(
        string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
        RootCertificates = rootCertificates;
        KeyCertificatePair = keyCertificatePair;
        _verifyPeerCallback = verifyPeerCallback;
    }

    /// <summary>The trusted roots in PEM; null for those of the machine.</summary>
    public string? RootCertificates { get; }

    /// <summary>The certificate presented to the server; null for none.</summary>
    public KeyCertificatePair? KeyCertificatePair { get; }

    internal override bool IsComposable => true;

    /// <inheritdoc/>
    public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetSslCredentials(state, RootCertificates, KeyCertificatePair, _verifyPeerCallback);
}

/// <summary>A certificate and its private key, both in PEM.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>Pairs a chain with its key.</summary>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The certificate, followed by those that signed it.</summary>
    public string CertificateChain { get; }

    /// <summary>The private key.</summary>
    public string PrivateKey { get; }
}

/// <summary>Has the last word on a server whose certificate is otherwise good.</summary>
/// <returns>Whether to go on.</returns>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>The server that a <see cref="VerifyPeerCallback"/> looks at.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>The name the server was asked for by.</summary>
    public string TargetName { get; }

    /// <summary>The certificate of the server, in PEM.</summary>
    public string PeerPem { get; }
}
