using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Web.ModelServer.Tuning;

/// <summary>Reads requests for fine-tuning jobs. What is of no use where nothing is trained, such as batch sizes, is looked past.</summary>
internal ref partial struct TuningRequestReader
{
    private const int MostEpochs = 50;

    private Utf8JsonReader _json;
    private string? _model;
    private string? _training;
    private string? _validation;
    private string? _suffix;
    private int? _epochs;
    private int? _seed;
    private bool? _isPreference;

    /// <exception cref="Refusal">It is no such request.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static TuningRequest Read(ReadOnlySpan<byte> body)
    {
        var read = new TuningRequestReader { _json = RequestJson.Open(body) };
        while (read._json.NextField()) read.ReadField();
        read._json.Close();
        if (read._suffix is { } suffix && !Suffix().IsMatch(suffix)) throw Refusal.Invalid("suffix", "1 to 64 letters, digits and hyphens");
        return new()
        {
            Model = read._model ?? throw Refusal.Missing("model"),
            TrainingFile = read._training ?? throw Refusal.Missing("training_file"),
            ValidationFile = read._validation,
            Suffix = read._suffix,
            Epochs = read._epochs,
            Seed = read._seed,
            IsPreference = read._isPreference,
        };
    }

    private void ReadField()
    {
        if (_json.ValueTextEquals("model"u8)) _model = _json.HasValue() ? _json.Word("model") : null;
        else if (_json.ValueTextEquals("training_file"u8)) _training = _json.HasValue() ? _json.Word("training_file") : null;
        else if (_json.ValueTextEquals("validation_file"u8)) _validation = _json.HasValue() ? _json.Word("validation_file") : null;
        else if (_json.ValueTextEquals("suffix"u8)) _suffix = _json.HasValue() ? _json.Word("suffix") : null;
        else if (_json.ValueTextEquals("seed"u8)) _seed = _json.HasValue() ? _json.Integer("seed", 0, int.MaxValue) : null;
        else if (_json.ValueTextEquals("hyperparameters"u8)) ReadHyperparameters("hyperparameters");
        else if (_json.ValueTextEquals("method"u8)) ReadMethod();
        else _json.Skip();
    }

    private void ReadMethod()
    {
        if (!_json.HasValue()) return;
        if (_json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid("method", "an object");
        while (_json.NextField())
        {
            if (_json.ValueTextEquals("type"u8))
            {
                var type = _json.HasValue() ? _json.Word("method.type") : "";
                _isPreference = type switch
                {
                    "supervised" => false,
                    "dpo" => true,
                    _ => throw Refusal.Invalid("method.type", "supervised or dpo"),
                };
            }
            else if (_json.ValueTextEquals("supervised"u8)) ReadKind("method.supervised");
            else if (_json.ValueTextEquals("dpo"u8)) ReadKind("method.dpo");
            else _json.Skip();
        }
    }

    private void ReadKind(string field)
    {
        if (!_json.HasValue()) return;
        if (_json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid(field, "an object");
        while (_json.NextField())
        {
            if (_json.ValueTextEquals("hyperparameters"u8)) ReadHyperparameters(field + ".hyperparameters");
            else _json.Skip();
        }
    }

    private void ReadHyperparameters(string field)
    {
        if (!_json.HasValue()) return;
        if (_json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid(field, "an object");
        while (_json.NextField())
        {
            if (!_json.ValueTextEquals("n_epochs"u8)) _json.Skip();
            else if (_json.HasValue() && !(_json.TokenType == JsonTokenType.String && _json.ValueTextEquals("auto"u8))) _epochs = _json.Integer(field + ".n_epochs", 1, MostEpochs);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex Suffix();
}
