using Microsoft.AspNetCore.Components;

namespace Attune.Web.Annotation;

/// <summary>Components as what a page can put somewhere.</summary>
internal static class Part
{
    /// <summary>A component without parameters.</summary>
    public static RenderFragment Of<T>()
        where T : IComponent => builder =>
        {
            builder.OpenComponent<T>(0);
            builder.CloseComponent();
        };

    /// <summary>A component with one.</summary>
    public static RenderFragment Of<T>(string name, object value)
        where T : IComponent => builder =>
        {
            builder.OpenComponent<T>(0);
            builder.AddComponentParameter(1, name, value);
            builder.CloseComponent();
        };
}
