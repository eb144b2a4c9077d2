using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Filings.Tests;

/// <summary>Sends files as integrators do.</summary>
internal static class FileCall
{
    /// <summary>Sends the header and the file in pieces, and returns every answer.</summary>
    public static async Task<List<TResponse>> SendAsync<TRequest, TResponse>(
        AsyncDuplexStreamingCall<TRequest, TResponse> call, TRequest header, Func<FileChunk, TRequest> chunk, byte[] file, int size = 4096, long from = 0, bool last = true)
    {
        using var open = call;
        await call.RequestStream.WriteAsync(header);
        var sending = Task.Run(async () =>
        {
            try
            {
                for (var at = (int)from; at < file.Length; at += size)
                {
                    var data = ByteString.CopyFrom(file.AsSpan(at, Math.Min(size, file.Length - at)));
                    await call.RequestStream.WriteAsync(chunk(new FileChunk { Offset = at, Data = data, Last = last && at + size >= file.Length }));
                }
                await call.RequestStream.CompleteAsync();
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException)
            {
                // The call is over; its answers say why.
            }
        });
        var answers = new List<TResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) answers.Add(answer);
        await sending;
        return answers;
    }
}
