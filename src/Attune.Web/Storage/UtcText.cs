using System.Data;
using System.Globalization;
using Dapper;

namespace Attune.Web.Storage;

/// <summary>A time as text of one width, in UTC, to the millisecond: sorted as text it is sorted by time, on every server.</summary>
internal sealed class UtcText : SqlMapper.TypeHandler<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => (parameter.DbType, parameter.Value) = (DbType.String, Of(value));

    public override DateTimeOffset Parse(object value) =>
        DateTimeOffset.ParseExact((string)value, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
