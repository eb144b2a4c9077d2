using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ShuangJian.Gateway.Forwarding;

/// <summary>
/// The certificate of the gate, from files that others renew: looked at again at most every two seconds, when a
/// connection comes. Connections that are open stay; a pair of files that does not fit is not taken up.
/// </summary>
internal sealed class Certificates
{
    private const long LookAgainAfter = 2_000;

    private readonly string _certificate;
    private readonly string _key;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _current;
    private (DateTime, DateTime) _stamp;
    private long _lookedAt = Environment.TickCount64;

    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidOperationException">They are not there, or do not fit each other.</exception>
    public Certificates(string certificate, string key, ILogger log)
    {
        (_certificate, _key, _log) = (certificate, key, log);
        try
        {
            _stamp = Stamp();
            _current = Load();
        }
        catch (Exception e) when (e is IOException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException($"Listen:TlsCertificate '{certificate}' and Listen:TlsKey '{key}' are no certificate and its key: {e.Message}", e);
        }
    }

    /// <summary>What a new connection is shown.</summary>
    public SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateContext = Current(),
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13,
    };

    private SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (Environment.TickCount64 - _lookedAt < LookAgainAfter) return _current;
            _lookedAt = Environment.TickCount64;
            try
            {
                var stamp = Stamp();
                if (stamp != _stamp)
                {
                    _current = Load();
                    _stamp = stamp;
                    _log.LogInformation("The certificate was renewed; it ends {Ends:yyyy-MM-dd}", _current.TargetCertificate.NotAfter);
                }
            }
            catch (Exception e) when (e is IOException or System.Security.Cryptography.CryptographicException or ArgumentException)
            {
                // Perhaps one of the two files is not written yet; the next look will tell.
                _log.LogWarning("The new certificate was not taken up: {Failure}", e.GetType().Name);
            }
            return _current;
        }
    }

    private (DateTime, DateTime) Stamp() => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private SslStreamCertificateContext Load()
    {
        using var pair = X509Certificate2.CreateFromPemFile(_certificate, _key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificate);
        // A key that was read from PEM is made usable by servers of every system through a store in memory.
        var usable = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(usable, chain, offline: true);
    }
}
