using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Testing;

/// <summary>Sends and receives files as integrators do.</summary>
public static class FileCall
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

    /// <summary>Receives a file: its bytes, its rows, and the cursors of its parts.</summary>
    public static async Task<(byte[] File, int Rows, List<string> Cursors)> ReceiveAsync<TResponse>(
        AsyncServerStreamingCall<TResponse> call, Func<TResponse, (ByteString Data, int Rows, string Cursor)> read)
    {
        using var open = call;
        var (file, rows, cursors) = (new List<byte>(), 0, new List<string>());
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            var part = read(response);
            file.AddRange(part.Data);
            rows += part.Rows;
            cursors.Add(part.Cursor);
        }
        return ([.. file], rows, cursors);
    }
}
