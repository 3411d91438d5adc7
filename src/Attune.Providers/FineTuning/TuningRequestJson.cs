using System.Buffers;
using System.Text.Json;

namespace Attune.Providers.FineTuning;

/// <summary>Writes the request for a job. What is left to the vendor is left out.</summary>
internal static class TuningRequestJson
{
    public static byte[] Of(string model, string trainingFile, string? validationFile, bool isPreference, TuningOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteString("training_file", trainingFile);
            if (validationFile is not null) json.WriteString("validation_file", validationFile);
            if (options.Suffix is { } suffix) json.WriteString("suffix", suffix);
            if (options.Seed is { } seed) json.WriteNumber("seed", seed);
            WriteMethod(json, isPreference ? "dpo" : "supervised", options);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMethod(Utf8JsonWriter json, string method, TuningOptions options)
    {
        json.WriteStartObject("method");
        json.WriteString("type", method);
        json.WriteStartObject(method);
        json.WriteStartObject("hyperparameters");
        if (options.Epochs is { } epochs) json.WriteNumber("n_epochs", epochs);
        if (options.BatchSize is { } batch) json.WriteNumber("batch_size", batch);
        if (options.LearningRate is { } rate) json.WriteNumber("learning_rate_multiplier", rate);
        if (options.Beta is { } beta && method == "dpo") json.WriteNumber("beta", beta);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
