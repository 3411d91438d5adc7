using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Models;

/// <summary>
/// Writes US dollars to nine significant digits, which leaves out the last digits that sums of many small prices get by chance.
/// For documents that are printed; what is added up later keeps all digits.
/// </summary>
internal sealed class DollarsJson : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
