using System.Security.Cryptography;
using System.Text;
using Attune.Datasets.Importing.Chats;
using Attune.Models;

namespace Attune.Cli;

/// <summary>Real chats that an experiment's dataset is made of: the section <c>chats</c> of its file.</summary>
internal sealed class ChatSource
{
    public string? File { get; set; }

    public string? Format { get; set; }

    public bool? Redact { get; set; }

    public string? User { get; set; }

    public string? Model { get; set; }

    public string? Embeddings { get; set; }

    public int? Pairs { get; set; }

    public ChatFormat ReadAs => ChatFormat.All.FirstOrDefault(f => f.Name == (Format ?? ChatFormat.ShareGpt.Name))
        ?? throw new BadInputException($"chats.format '{Format}'", "is not known", "Use " + string.Join(", ", ChatFormat.All.Select(f => f.Name)));

    public string Writer => Model ?? "embedded:simulator";

    public string Embedder => Embeddings ?? EmbeddedModels.Embeddings;

    public bool IsRedacted => Redact ?? true;

    /// <summary>The folder of the dataset of pairs. Another content of the file, or another way to make it, is another folder.</summary>
    /// <exception cref="BadInputException">There is no such file.</exception>
    public string FolderFor(string name, long seed)
    {
        if (string.IsNullOrWhiteSpace(File) || !System.IO.File.Exists(File))
            throw new BadInputException($"chats.file '{File}'", "is no file", "Name the file of chats, from the folder that you call attune in");
        using var stream = System.IO.File.OpenRead(File);
        var content = Convert.ToHexStringLower(SHA256.HashData(stream));
        var made = string.Join('\0', content, ReadAs.Name, IsRedacted, User, Writer, Embedder, Pairs, seed);
        return Path.Combine("data", $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made)).AsSpan(0, 4))}");
    }
}
