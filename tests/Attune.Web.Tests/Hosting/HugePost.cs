using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Hosting;

/// <summary>A body of 100 MB that is sent as long as the console takes it.</summary>
internal static class HugePost
{
    private const long Length = 100 << 20;

    /// <summary>More than any form may have; from here on there should be an answer.</summary>
    private const long Enough = 2 << 20;

    private static readonly byte[] Block = Encoding.ASCII.GetBytes(new string('a', 1 << 16));

    private static readonly byte[] Chunk = [.. "10000\r\n"u8, .. Block, .. "\r\n"u8];

    /// <summary>The answer's status, and how many bytes were sent before it came.</summary>
    public static async Task<(int Status, long Sent)> SendAsync(Visitor visitor, string path, string contentType, bool isChunked)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(visitor.Http.BaseAddress!.Host, visitor.Http.BaseAddress.Port);
        var stream = client.GetStream();
        var length = isChunked ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Length}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {visitor.Http.BaseAddress.Authority}\r\nCookie: {visitor.Cookies.GetCookieHeader(visitor.Http.BaseAddress)}\r\nContent-Type: {contentType}\r\n{length}\r\n\r\n"));
        var (answer, sent) = (StatusAsync(stream), 0L);
        try
        {
            while (sent < Length && !answer.IsCompleted)
            {
                await stream.WriteAsync(isChunked ? Chunk : Block);
                sent += Block.Length;
                if (sent == Enough) await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(20)));
            }
        }
        catch (IOException)
        {
            // The console has closed the connection; its answer may have come before.
        }

        return (await answer, sent);
    }

    private static async Task<int> StatusAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return (await reader.ReadLineAsync())?.Split(' ') is [_, var status, ..] ? int.Parse(status, CultureInfo.InvariantCulture) : 0;
    }
}
