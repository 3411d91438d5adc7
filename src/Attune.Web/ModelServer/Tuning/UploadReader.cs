using System.Globalization;
using System.Text;
using Attune.Training;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Attune.Web.ModelServer.Tuning;

/// <summary>Reads an upload: it goes to a temporary file, is checked there, and is gone. What is kept of it has the size of a record.</summary>
internal sealed class UploadReader(int longest)
{
    private const int LongestBoundary = 200;
    private const int LongestPurpose = 100;

    /// <summary>What may stand around the file.</summary>
    private const int LongestForm = 1 << 16;

    /// <returns>The file's name, size and contents in short.</returns>
    /// <exception cref="Refusal">It is no upload of a fine-tuning file, or too long.</exception>
    public async Task<(string Name, long Bytes, TrainingFileSummary Summary)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var contents = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (contents)
        {
            var (name, purpose) = await ReceiveAsync(request, contents, cancellationToken);
            if (name is null) throw Refusal.Missing("file");
            if (purpose is null) throw Refusal.Missing("purpose");
            if (purpose != "fine-tune") throw new Refusal(RefusalKind.Invalid, $"'{purpose}' is not one of ['fine-tune'] - 'purpose'", "purpose");
            return (name, contents.Length, Check(contents, name));
        }
    }

    private async Task<(string? Name, string? Purpose)> ReceiveAsync(HttpRequest request, FileStream contents, CancellationToken cancellationToken)
    {
        if (request.ContentLength > longest + (long)LongestForm) throw TooLarge();
        var reader = new MultipartReader(Boundary(request), request.Body);
        string? name = null, purpose = null;
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } header) continue;
                if (header.Name.Value?.Trim('"') == "purpose") purpose = await PurposeAsync(section.Body, cancellationToken);
                else if (header.Name.Value?.Trim('"') == "file")
                {
                    if (name is not null) throw new Refusal(RefusalKind.Invalid, "More than one file.", "file");
                    name = Plain(HeaderUtilities.RemoveQuotes(header.FileName).Value ?? "file");
                    await CopyAsync(section.Body, contents, cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException) && !cancellationToken.IsCancellationRequested)
        {
            throw new Refusal(RefusalKind.Invalid, $"The body is no whole multipart form: {e.Message}");
        }

        return (name, purpose);
    }

    private async Task CopyAsync(Stream body, FileStream contents, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (contents.Length + read > longest) throw TooLarge();
            await contents.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static TrainingFileSummary Check(FileStream contents, string name)
    {
        contents.Position = 0;
        try
        {
            var (summary, faults) = TrainingFile.Read(contents, name);
            if (faults.Count > 0) throw new Refusal(RefusalKind.Invalid, string.Create(CultureInfo.InvariantCulture, $"Invalid file format. {faults[0]}."), "file");
            return summary.Examples > 0 ? summary : throw new Refusal(RefusalKind.Invalid, "Invalid file format. The file is empty.", "file");
        }
        catch (BadInputException e)
        {
            throw new Refusal(RefusalKind.Invalid, $"Invalid file format. {e.Message}", "file");
        }
    }

    private static async Task<string> PurposeAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestPurpose + 1];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= LongestPurpose ? Encoding.UTF8.GetString(buffer, 0, read).Trim() : throw Refusal.Invalid("purpose", "a word");
    }

    private static string Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : throw new Refusal(RefusalKind.Invalid, "The body must be multipart/form-data with a file and a purpose.");

    private static string Plain(string name) => string.Concat(name.Where(c => !char.IsControl(c)).Take(200));

    private Refusal TooLarge() => new(RefusalKind.TooLarge, $"The file is longer than {longest} bytes. 'attune serve-model --max-upload' raises the limit.");
}
