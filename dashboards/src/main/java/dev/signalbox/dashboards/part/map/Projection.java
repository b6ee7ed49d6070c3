package dev.signalbox.dashboards.part.map;

import java.util.List;

/**
 * Miller's cylindrical projection (1942) onto a frame, showing the part of the world in which the
 * regions are: the whole world when they are spread, never less than about half of it.
 *
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param pixelsPerRadian scale along the equator
 * @param centreX longitude in the middle of the frame, radians
 * @param centreY Miller ordinate in the middle of the frame
 */
record Projection(
        double width, double height, double pixelsPerRadian, double centreX, double centreY) {

    private static final double NORTH = ordinate(81);
    private static final double SOUTH = ordinate(-56);
    private static final double WORLD = 2 * Math.PI;
    private static final double SPAN_MIN = Math.toRadians(185);

    /** A place on earth in degrees. */
    record Place(double latitude, double longitude) {}

    /** Fits {@code places} into a frame of pixels. */
    static Projection fit(List<Place> places, double width, double height) {
        double west = Math.PI;
        double east = -Math.PI;
        double south = NORTH;
        double north = SOUTH;
        for (Place place : places) {
            west = Math.min(west, Math.toRadians(place.longitude()));
            east = Math.max(east, Math.toRadians(place.longitude()));
            south = Math.min(south, ordinate(place.latitude()));
            north = Math.max(north, ordinate(place.latitude()));
        }
        if (west > east) {
            west = -Math.PI;
            east = Math.PI;
            south = SOUTH;
            north = NORTH;
        }
        double wanted = Math.clamp((east - west) * 1.7, SPAN_MIN, WORLD);
        double tall = Math.min(NORTH - SOUTH, (north - south) * 1.9);
        // As close as the regions allow; the map goes on at the sides of a frame wider than the
        // world.
        double scale = Math.min(width / wanted, height / tall);
        double halfHeight = height / scale / 2;
        double x = (west + east) / 2;
        double y = (south + north) / 2;
        y =
                2 * halfHeight >= NORTH - SOUTH
                        ? (NORTH + SOUTH) / 2
                        : Math.clamp(y, SOUTH + halfHeight, NORTH - halfHeight);
        return new Projection(width, height, scale, x, y);
    }

    /** Pixels from the left for a longitude in degrees. */
    double x(double longitude) {
        return width / 2 + (Math.toRadians(longitude) - centreX) * pixelsPerRadian;
    }

    /** Pixels from the top for a latitude in degrees. */
    double y(double latitude) {
        return height / 2 - (ordinate(latitude) - centreY) * pixelsPerRadian;
    }

    private static double ordinate(double latitude) {
        return 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * Math.toRadians(latitude)));
    }
}
