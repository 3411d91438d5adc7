using System.Numerics.Tensors;

namespace Attune.Clusters;

/// <summary>Products of vectors without their last bits, which differ between processors.</summary>
internal static class Rounded
{
    private const float Steps = 1 << 18;

    public static float Product(float[] a, float[] b) => MathF.Round(TensorPrimitives.Dot<float>(a, b) * Steps) / Steps;
}
