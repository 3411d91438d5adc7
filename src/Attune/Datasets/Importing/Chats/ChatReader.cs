using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>Reads a record as a conversation; null where it is none, with nothing reported yet.</summary>
/// <param name="record">An object of the source, its Unicode mended.</param>
/// <param name="oddities">What is odd about it goes here.</param>
internal delegate SourceChat? ChatReader(JsonElement record, RecordOddities oddities);
